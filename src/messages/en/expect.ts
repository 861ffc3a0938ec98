export const expect = {} as const;
