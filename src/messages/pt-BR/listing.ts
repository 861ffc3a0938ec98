import type { listing as english } from "../en/listing.ts";
import type { Translation } from "../text.ts";

/** `intg listing ...` */
export const listing: Translation<typeof english> = {
  "listing.summary": "códigos de imóveis, e de quem eles são",
  "listing.argument.code": "o seu próprio código do imóvel (clientListingId)",
  "listing.bad-code": "deve ter de 1 a 200 caracteres, em uma linha só",

  "listing.add.summary": "cadastra um código de imóvel de um anunciante",
  "listing.add.description": "Diz de quem é o imóvel de um código, para que o lead que só traz o código encontre o seu anunciante.",
  "listing.add.example": "intg listing add AP0042 --advertiser imobiliaria-sol",
  "listing.add.option.advertiser": "slug do anunciante do imóvel",
  "listing.add.done": "Os leads de {code} vão para {advertiser}.",

  "listing.list.summary": "lista os códigos de imóveis",
  "listing.list.example": "intg listing list --advertiser imobiliaria-sol",
  "listing.list.option.advertiser": "só deste anunciante",
  "listing.list.option.after": "só os que vêm depois deste código",
  "listing.list.empty": "Ainda não há anúncios. Cadastre um: intg listing add CÓDIGO --advertiser SLUG",

  "listing.import.summary": "cadastra muitos códigos de imóveis a partir de um CSV",
  "listing.import.description":
    "Lê CODE e ADVERTISER, em qualquer ordem. Se houver linhas com erro, todas são listadas e nada é importado.",
  "listing.import.example": "printf 'CODE,ADVERTISER\\nAP0043,imobiliaria-sol\\n' > imoveis.csv\nintg listing import imoveis.csv",
  "listing.import.done": "{n} {n:anúncio importado|anúncios importados}.",
};
