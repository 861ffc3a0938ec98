import { product as english } from "../en/product.ts";
import type { Translation } from "../text.ts";

export const product: Translation<typeof english> = english;
