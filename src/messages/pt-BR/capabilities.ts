import type { capabilities as english } from "../en/capabilities.ts";
import type { Translation } from "../text.ts";

/** `intg capabilities` */
export const capabilities: Translation<typeof english> = {
  "column.trigger": "GATILHO",
  "column.native": "NOME NA PLATAFORMA",
  "column.format": "FORMATO",
  "column.certainty": "COMO SABEMOS",
  "column.leadlovers": "COMO A LEADLOVERS DOCUMENTA",

  "capabilities.summary": "qual plataforma envia o quê, e com que certeza",
  "capabilities.description":
    "Mostra quais gatilhos cada plataforma envia, lidos dos próprios adaptadores, e como sabemos disso; com --provider, também os nomes que a plataforma usa. Abaixo, o que a leadlovers documenta para a integração de produtos dela, e para quais das nossas plataformas.",
  "capabilities.example": "intg capabilities\nintg capabilities --provider grupozap --json",
  "capabilities.option.provider": "só esta plataforma, com os nomes que ela usa",
  "capabilities.certainty.official": "doc",
  "capabilities.certainty.production": "visto",
  "capabilities.certainty.test-button": "teste",
  "capabilities.certainty.public-code": "código",
  "capabilities.certainty.guess": "palpite",
  "capabilities.legend":
    "doc: a plataforma documenta; visto: em chamadas reais; teste: pelo botão de teste do painel; código: em código público de terceiros; palpite; -: nunca enviado",
  "capabilities.leadlovers.tags-and-sequence": "compra: tags, sequência",
  "capabilities.leadlovers.funnel-remove": "compra: tirar do funil",
  "capabilities.leadlovers.boleto": "boleto: funil de lembrete",
  "capabilities.leadlovers.cancellation": "cancelamento: funil, tags",
  "capabilities.leadlovers.late": "pagamento atrasado: funil, tags",
  "capabilities.both": "ambos",
  "capabilities.theirs": "leadlovers",
  "capabilities.ours": "intg",
  "capabilities.neither": "-",
  "capabilities.leadlovers-legend": "ambos: a leadlovers documenta e o intg faz; intg: a leadlovers não documenta, o intg faz",
};
