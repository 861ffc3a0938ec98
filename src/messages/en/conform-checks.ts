export const conformChecks = {} as const;
