/** The zone of vendor times that carry none: every vendor here is Brazilian. */
export const VENDOR_ZONE = "America/Sao_Paulo";
