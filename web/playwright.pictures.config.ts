import base from "./playwright.config.ts"

/** The README's pictures: `make screenshots`. */
export default { ...base, testMatch: "pictures.ts", workers: 1, fullyParallel: false }
