/** The usual purposes for opening assistance records. */
export const PURPOSES = ["审核帮扶申请", "核对发放", "走访安排"];
export const OTHER_PURPOSE = "其他";
export const SHORTEST_PURPOSE = 4;
export const LONGEST_PURPOSE = 100;
