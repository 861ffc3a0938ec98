export const init = {} as const;
