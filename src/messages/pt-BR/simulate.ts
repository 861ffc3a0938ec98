import type { simulate as english } from "../en/simulate.ts";
import type { Translation } from "../text.ts";

export const simulate: Translation<typeof english> = {
  "simulate.summary": "monta uma chamada autêntica de uma plataforma e mostra o que ela faz",
  "simulate.description":
    "Monta uma chamada como a plataforma enviaria e a faz percorrer todo o caminho: verificação, significado, produto, regras, mudanças.\nNada fica guardado sem --commit; com --to ela vai para um intg listen em execução.\n<event> é uma palavra curta (purchase, boleto, refund, lead ...), o nome que a plataforma usa ou um gatilho.",
  "simulate.example":
    "intg simulate hotmart purchase\nintg simulate hotmart boleto --product curso-x --email ana@example.com\nintg simulate hotmart PURCHASE_REFUNDED --to http://127.0.0.1:4040\nintg simulate grupozap lead --print http\nintg simulate hotmart --list\nintg simulate grupozap lead --to http://127.0.0.1:3000/lead --sender\nintg simulate payt --scenario boleto-paid-late --seed 1\nintg simulate hotmart --scenario my-story.yaml --chaos",
  "simulate.argument.provider": "plataforma, por exemplo hotmart",
  "simulate.argument.event": "palavra curta, nome na plataforma ou gatilho",
  "simulate.option.list": "lista todos os eventos da plataforma",
  "simulate.option.store": "loja (conta) na plataforma",
  "simulate.option.product": "produto cadastrado a vender; o vínculo dá o id; pode repetir com --scenario",
  "simulate.option.email": "e-mail do comprador",
  "simulate.option.set": "define um campo do corpo, caminho=valor; pode repetir",
  "simulate.option.count": "quantos eventos diferentes",
  "simulate.option.seed": "a mesma semente monta os mesmos eventos",
  "simulate.option.transaction": "a venda a que o evento pertence, para contar uma história em várias chamadas",
  "simulate.option.to": "envia para este receptor por HTTP",
  "simulate.option.serve":
    "faz o papel da API da plataforma nesta máquina enquanto o receptor pergunta sobre a chamada; sem uma porta, a do --api da loja",
  "simulate.option.commit": "guarda o que ela faz nesta pasta de dados; o que ela envia vai para os seus destinos",
  "simulate.option.print": "só mostra a chamada: http ou curl",
  "simulate.sample-home": "Esta pasta de dados está vazia: usando um produto, uma regra e uma credencial de exemplo. Nada fica guardado.",
  "simulate.sample-product": "Produto de exemplo",
  "simulate.sample-credential": "{provider}, loja {store}, ainda não tem credencial: verificada com uma inventada.",
  "simulate.sample-print": "Assinada com uma credencial inventada.",
  "simulate.chosen-link": "Produto {product} ({externalId}), o primeiro vinculado aqui que serve; escolha com --product.",
  "simulate.verified": "credencial de {provider} aceita",
  "simulate.looked-up": "{provider} envia só um código; lido o que responderia à pergunta",
  "simulate.serve-needs-to": "o receptor que vai perguntar",
  "simulate.nothing-to-serve": "Esta chamada fala por si: ninguém vai perguntar sobre ela, e --serve não tem o que fazer.",
  "simulate.serving": "No lugar de {title} em {url}, até o receptor perguntar.",
  "simulate.api-elsewhere":
    "O receptor vai perguntar em {api} ({title}), não aqui. Aponte a loja para cá: intg credential set {provider} --api {url}",
  "simulate.asked": "O receptor perguntou sobre {n} {n:chamada|chamadas} e recebeu a resposta que {title} daria.",
  "simulate.no-event": "o evento a simular",
  "simulate.sent": "{status} em {ms} ms",
  "simulate.summary-line": "{n} {n:evento|eventos}: {accepted} {accepted:aceito|aceitos}, {refused} {refused:recusado|recusados}",
  "simulate.kept": "Guardado nesta pasta de dados.",
  "simulate.not-kept": "Foi um ensaio: nada ficou guardado. Use --commit para guardar, ou --to URL para enviar.",
  "simulate.head.word": "PALAVRA",
  "simulate.head.native": "NOME NA PLATAFORMA",
  "simulate.head.trigger": "GATILHO",
  "simulate.head.format": "FORMATO",
  "simulate.head.certainty": "CERTEZA",
  "rebuild.summary": "refaz tudo o que deriva das chamadas guardadas",
  "rebuild.description":
    "Esvazia contatos, eventos, compras, tags, funis e acessos, e refaz tudo a partir das chamadas originais com a configuração de hoje.\nTudo em uma transação: ou fica tudo novo, ou fica como estava. Não roda enquanto um intg listen usa esta pasta de dados.",
  "rebuild.example": "intg rebuild --yes",
  "rebuild.confirm": "Refazer tudo a partir de {n} {n:chamada guardada|chamadas guardadas}?",
  "rebuild.done": "Refeito a partir de {n} {n:chamada guardada|chamadas guardadas}.",
};
