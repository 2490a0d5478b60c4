export const DESK = {viewport: {width: 1440, height: 900}};
export const PHONE = {viewport: {width: 375, height: 812}, isMobile: true, hasTouch: true, userAgent: "iPhone Mobile"};
