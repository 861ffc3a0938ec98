/** `intg capabilities` */
export const capabilities = {
  "column.trigger": "TRIGGER",
  "column.native": "VENDOR'S NAME",
  "column.format": "FORMAT",
  "column.certainty": "KNOWN FROM",
  "column.leadlovers": "AS LEADLOVERS DOCUMENTS IT",

  "capabilities.summary": "which provider sends what, and how sure that is",
  "capabilities.description":
    "Shows which triggers each provider sends, read from the adapters, and how we know it; with --provider also the vendor's own names. Under it, what leadlovers documents for its product integration, and for which of our providers.",
  "capabilities.example": "intg capabilities\nintg capabilities --provider grupozap --json",
  "capabilities.option.provider": "only this provider, with the vendor's own names",
  "capabilities.certainty.official": "docs",
  "capabilities.certainty.production": "seen",
  "capabilities.certainty.test-button": "tested",
  "capabilities.certainty.public-code": "code",
  "capabilities.certainty.guess": "guess",
  "capabilities.legend":
    "docs: the vendor documents it; seen: real calls; tested: the panel's test button; code: other people's public code; guess; -: never sent",
  "capabilities.leadlovers.tags-and-sequence": "purchase: tags, sequence",
  "capabilities.leadlovers.funnel-remove": "purchase: remove from funnel",
  "capabilities.leadlovers.boleto": "boleto: reminder funnel",
  "capabilities.leadlovers.cancellation": "cancellation: funnel, tags",
  "capabilities.leadlovers.late": "late payment: funnel, tags",
  "capabilities.both": "both",
  "capabilities.theirs": "leadlovers",
  "capabilities.ours": "intg",
  "capabilities.neither": "-",
  "capabilities.leadlovers-legend": "both: leadlovers documents it and intg does it; intg: leadlovers does not document it, intg does it",
} as const;
