/** Milliseconds of this machine's clock: a presenter's minutes go on while the machine sleeps or the page reloads. */
export const wallClock = () => Date.now();
