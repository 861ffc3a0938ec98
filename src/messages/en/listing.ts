/** `intg listing ...` */
export const listing = {
  "listing.summary": "property codes, and whose they are",
  "listing.argument.code": "your own code of the property (clientListingId)",
  "listing.bad-code": "1 to 200 characters on one line are needed",

  "listing.add.summary": "register a property code of an advertiser",
  "listing.add.description": "Says whose property a code is, so that a lead that names only the code finds its advertiser.",
  "listing.add.example": "intg listing add AP0042 --advertiser imobiliaria-sol",
  "listing.add.option.advertiser": "slug of the advertiser it belongs to",
  "listing.add.done": "Leads for {code} go to {advertiser}.",

  "listing.list.summary": "list property codes",
  "listing.list.example": "intg listing list --advertiser imobiliaria-sol",
  "listing.list.option.advertiser": "only of this advertiser",
  "listing.list.option.after": "only those after this code",
  "listing.list.empty": "No listings yet. Register one: intg listing add CODE --advertiser SLUG",

  "listing.import.summary": "register many property codes from a CSV file",
  "listing.import.description": "Reads CODE and ADVERTISER, in any order. Every bad row is listed, and then nothing is imported.",
  "listing.import.example": "printf 'CODE,ADVERTISER\\nAP0043,imobiliaria-sol\\n' > imoveis.csv\nintg listing import imoveis.csv",
  "listing.import.done": "Imported {n} {n:listing|listings}.",
} as const;
