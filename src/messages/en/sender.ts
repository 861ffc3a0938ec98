export const sender = {} as const;
