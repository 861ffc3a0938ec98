export const ruleTest = {} as const;
