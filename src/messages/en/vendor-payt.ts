/** What is said about calls and secrets of one vendor. */
export const payt = {} as const;
