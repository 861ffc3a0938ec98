import type { Trigger } from "../core/triggers.ts";

/** One message of a preset. */
export interface PresetMessage {
  /** Name of its template. */
  readonly template: string;
  /** After the vendor's call, as `--notify` takes it; null for at once. */
  readonly delay: string | null;
  /** What its template says until the operator writes something else. */
  readonly text: string;
}

/** A ready-made sequence of messages. */
export interface Preset {
  readonly id: string;
  /** What each of its rules listens to; each sends every message. The first is what it is about, further ones are its variants. */
  readonly on: readonly [PresetTrigger, ...PresetTrigger[]];
  readonly messages: readonly PresetMessage[];
}

export interface PresetTrigger {
  readonly trigger: Trigger;
  /** A condition as `--when` takes it. */
  readonly when: string | null;
}

/**
 * Delays as public recovery products have them. They count from the moment the vendor tells us, and vendors tell of an
 * abandoned cart late by themselves: PayT after 7 to 15 minutes, Hotmart looks every 30.
 *
 * The texts are for buyers in Brazil: they ask whether help is needed, invent no hurry, and are whole sentences also where
 * name, link or code are not known.
 */
export const PRESETS: readonly Preset[] = [
  {
    id: "cart",
    on: [{ trigger: "cart.abandoned", when: null }],
    messages: [
      {
        template: "carrinho-1",
        delay: "5m",
        text: "Oi, {{primeiro_nome|tudo bem}}! Vi que você começou a comprar {{produto|um dos nossos produtos}} e não terminou. Ficou alguma dúvida, ou algo deu errado no pagamento? É só responder por aqui que eu ajudo.\n\nPara continuar de onde parou: {{link|responda esta mensagem e eu envio o link}}",
      },
      {
        template: "carrinho-2",
        delay: "1h",
        text: "Oi, {{primeiro_nome|tudo bem}}! Passando para lembrar de {{produto|sua compra}}. Se quiser pagar de outro jeito, dá para usar Pix, boleto ou cartão: {{link|responda esta mensagem e eu envio o link}}\n\nSe já comprou, pode desconsiderar.",
      },
      {
        template: "carrinho-3",
        delay: "24h",
        text: "Oi, {{primeiro_nome|tudo bem}}! Esta é a última vez que escrevo sobre {{produto|sua compra}}. Se ainda fizer sentido para você, o caminho é este: {{link|responda esta mensagem e eu envio o link}}\n\nSe não for o momento, tudo bem. Obrigado pela atenção!",
      },
    ],
  },
  {
    id: "pix",
    on: [{ trigger: "pix.issued", when: null }],
    messages: [
      {
        template: "pix-1",
        delay: "15m",
        text: "Oi, {{primeiro_nome|tudo bem}}! Seu Pix de {{produto|sua compra}} está pronto. É só copiar o código e colar no aplicativo do seu banco:\n\n{{pix|O código está na página do pedido e no e-mail que você recebeu.}}\n\nSe já pagou, pode desconsiderar: a confirmação chega em instantes.",
      },
      {
        template: "pix-2",
        delay: "2h",
        text: "Oi, {{primeiro_nome|tudo bem}}! O Pix de {{produto|seu pedido}} ainda não foi pago. Conseguiu copiar o código? Se precisar de um novo, ou preferir outra forma de pagamento, responda por aqui.\n\n{{pix|O código está na página do pedido e no e-mail que você recebeu.}}",
      },
    ],
  },
  {
    id: "boleto",
    on: [{ trigger: "boleto.issued", when: null }],
    messages: [
      {
        template: "boleto-1",
        delay: "1h",
        text: "Oi, {{primeiro_nome|tudo bem}}! Seu boleto de {{produto|seu pedido}} foi gerado e vence em {{vencimento|breve}}.\n\nLinha digitável: {{linha_digitavel|está no e-mail que você recebeu}}\nBoleto: {{boleto_url|está no e-mail que você recebeu}}\n\nQualquer dúvida, é só responder.",
      },
      {
        template: "boleto-2",
        delay: "24h",
        text: "Oi, {{primeiro_nome|tudo bem}}! Um lembrete: o boleto de {{produto|seu pedido}} vence em {{vencimento|breve}}.\n\nLinha digitável: {{linha_digitavel|está no e-mail que você recebeu}}\n\nSe já pagou, pode desconsiderar: a confirmação do banco leva até 3 dias úteis.",
      },
      {
        template: "boleto-3",
        delay: "48h",
        text: "Oi, {{primeiro_nome|tudo bem}}! O pagamento de {{produto|seu pedido}} ainda não apareceu por aqui. Se o boleto não for a melhor opção, dá para pagar com Pix ou cartão: responda esta mensagem e eu ajudo.\n\nSe já pagou, pode desconsiderar: a confirmação do banco leva até 3 dias úteis.",
      },
    ],
  },
  {
    id: "boleto-expired",
    on: [{ trigger: "purchase.expired", when: "payment.method = boleto" }],
    messages: [
      {
        template: "boleto-vencido-1",
        delay: "30m",
        text: "Oi, {{primeiro_nome|tudo bem}}! O boleto de {{produto|seu pedido}} venceu. Acontece! Se ainda quiser, é só responder por aqui que eu envio um novo, ou pagar de outro jeito.\n\nSe já pagou, pode desconsiderar: a confirmação do banco leva até 3 dias úteis.",
      },
      {
        template: "boleto-vencido-2",
        delay: "24h",
        text: "Oi, {{primeiro_nome|tudo bem}}! Quer que eu gere um novo boleto de {{produto|seu pedido}}? Com Pix a confirmação sai na hora. Responda por aqui e eu ajudo.",
      },
      {
        template: "boleto-vencido-3",
        delay: "48h",
        text: "Oi, {{primeiro_nome|tudo bem}}! Esta é a última vez que escrevo sobre o boleto de {{produto|seu pedido}}. Se ainda fizer sentido para você, estou por aqui. Se não for o momento, tudo bem. Obrigado!",
      },
    ],
  },
  {
    id: "pix-expired",
    on: [{ trigger: "purchase.expired", when: "payment.method = pix" }],
    messages: [
      {
        template: "pix-vencido-1",
        delay: "15m",
        text: "Oi, {{primeiro_nome|tudo bem}}! O código Pix de {{produto|seu pedido}} expirou antes do pagamento. Quer um novo? É só responder por aqui.",
      },
      {
        template: "pix-vencido-2",
        delay: "2h",
        text: "Oi, {{primeiro_nome|tudo bem}}! Ainda posso gerar um novo Pix de {{produto|seu pedido}}, ou ajudar com outra forma de pagamento. Se não for o momento, tudo bem. Obrigado pela atenção!",
      },
    ],
  },
  {
    id: "refused",
    on: [{ trigger: "purchase.refused", when: null }],
    messages: [
      {
        template: "recusado-1",
        delay: "15m",
        text: "Oi, {{primeiro_nome|tudo bem}}! O pagamento de {{produto|seu pedido}} não foi aprovado. Costuma ser algo simples: limite, um dado digitado errado ou uma proteção do banco.\n\nVocê pode tentar de novo, com outro cartão ou com Pix: {{link|responda esta mensagem e eu envio o link}}",
      },
      {
        template: "recusado-2",
        delay: "2h",
        text: "Oi, {{primeiro_nome|tudo bem}}! Conseguiu resolver o pagamento de {{produto|seu pedido}}? Se quiser, eu ajudo a concluir com Pix, boleto ou outro cartão. É só responder por aqui.",
      },
    ],
  },
  {
    id: "late",
    on: [{ trigger: "payment.late", when: null }],
    messages: [
      {
        template: "atraso-1",
        delay: "1d",
        text: "Oi, {{primeiro_nome|tudo bem}}! O pagamento de {{produto|sua assinatura}} ainda não foi confirmado. Pode ter sido só o cartão: vale conferir os dados e o limite.\n\nSe já pagou, pode desconsiderar. Se precisar de ajuda, é só responder.",
      },
      {
        template: "atraso-2",
        delay: "3d",
        text: "Oi, {{primeiro_nome|tudo bem}}! O pagamento de {{produto|sua assinatura}} continua em aberto. Se preferir trocar o cartão ou pagar de outro jeito, responda por aqui e eu ajudo.",
      },
      {
        template: "atraso-3",
        delay: "7d",
        text: "Oi, {{primeiro_nome|tudo bem}}! O pagamento de {{produto|sua assinatura}} está em aberto há uma semana. Quer continuar com a gente? Responda por aqui e encontramos um jeito. Se preferir parar, tudo bem: é só avisar.",
      },
    ],
  },
  {
    id: "welcome",
    // Renewals greet nobody: of a subscription only its start counts, and of instalments the first.
    on: [
      { trigger: "purchase.approved", when: "product.kind != subscription and not transaction.recurrence > 1" },
      { trigger: "subscription.started", when: null },
    ],
    messages: [
      {
        template: "boas-vindas",
        delay: null,
        text: "Oi, {{primeiro_nome|tudo bem}}! Sua compra de {{produto|nosso produto}} foi confirmada. Obrigado pela confiança!\n\nOs próximos passos chegam no e-mail {{email|da compra}}. Se algo não chegar, ou se precisar de ajuda, é só responder por aqui.",
      },
    ],
  },
];
