/** Something that a measure needs is not there: the measure is left out and said to be, the others go on. */
export class Missing extends Error {}
