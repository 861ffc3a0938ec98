export const configFile = {} as const;
