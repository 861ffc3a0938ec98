/** The languages that every text is there in; English is the model of the others. */
export const LANGUAGES = ["en", "pt-BR"] as const;
export type Language = (typeof LANGUAGES)[number];
