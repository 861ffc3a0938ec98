export const conform = {} as const;
