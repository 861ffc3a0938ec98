import type { capture as english } from "../en/capture.ts";
import type { Translation } from "../text.ts";

export const capture: Translation<typeof english> = {
  "event.capture.summary": "exporta uma chamada guardada como fixture, sem os dados de ninguém",
  "event.capture.description":
    "Grava a chamada de um evento em um arquivo .http, para testes e relatos. Nomes, e-mails, telefones, documentos, endereços e\ncódigos de pagamento viram dados parecidos, de mesmo formato, sempre os mesmos para a mesma pessoa neste computador.\nOs IDs de produtos, ofertas e vendas ficam. Não há credencial nele: intg replay --file assina, e a chamada continua autêntica.",
  "event.capture.example":
    "intg event capture latest -o refund.http\nintg replay --file refund.http --provider hotmart\nintg event capture evt_01k9d5w2rc --seed demo > sale.http",
  "event.capture.option.output": "grava neste arquivo em vez de mostrar",
  "event.capture.option.seed": "sorteia os dados parecidos a partir deste texto, para obter os mesmos em outra instalação",
  "event.capture.done": "Gravado em {file}. Experimente: intg replay --file {file} --provider {provider}",
  "event.capture.document-left":
    "A plataforma foi consultada sobre esta chamada; a resposta é gravada ao lado do arquivo: intg event capture {id} -o FILE",
  "error.INTG_CAPTURE_UNSAFE": "A captura de {id} ainda teria: {fields}. Nada foi gravado.",
  "hint.INTG_CAPTURE_UNSAFE": "Há dados de alguém onde o intg não procura, talvez no nome de um produto. Conte para nós em que campo.",
};
