import type { destinationWhatsapp as english } from "../en/destination-whatsapp.ts";
import type { Translation } from "../text.ts";

/** What is said about messages by WhatsApp. */
export const destinationWhatsapp: Translation<typeof english> = {
  "note.whatsapp.bad-look": '"{given}" não está escrito como precisa, por exemplo {example}',
  "note.whatsapp.bad-pause": '"{given}" não é um tempo como 20s ou 2m, de no máximo {most} segundos',
  "note.whatsapp.bad-quiet": '"{given}" não é um horário como 22:00-08:00 nem none',
  "note.whatsapp.missing-setting": "o driver {driver} não consegue enviar sem a configuração {setting}",
  "note.whatsapp.missing-secret": "o driver {driver} não consegue enviar sem o segredo {secret}",
  "note.whatsapp.spacing-too-short":
    "{spacing} entre duas mensagens é pouco: use pelo menos {least} segundos, ou o WhatsApp toma o número por um spammer",
  "note.whatsapp.bad-template-code":
    '"{given}" não é um modelo da Meta com seus campos: lembrete_boleto ou lembrete_boleto:first_name,product,link',
  "note.whatsapp.unknown-template-field": "não existe o campo {field} para preencher um modelo",
  "note.whatsapp.unknown-template-field-near": "não existe o campo {field} para preencher um modelo; você quis dizer {suggestion}?",
  "note.whatsapp.empty-template-field": "{field} não tem valor aqui, e a Meta não aceita um vazio; dê algo para pôr no lugar: {field}|...",
  "note.whatsapp.no-phone": "o telefone do comprador não é conhecido ou não é um número completo",
  "note.whatsapp.no-text": "não há texto a enviar",
  "note.whatsapp.text-too-long": "o texto tem {length} caracteres; o máximo é {most}",
  "note.whatsapp.not-on-whatsapp": "o número não tem WhatsApp",
  "note.whatsapp.instance-disconnected": "a instância não está conectada ao WhatsApp; leia o QR code dela com o celular de novo",
  "note.whatsapp.instance-not-open": "a instância não está conectada ao WhatsApp (estado {state}); leia o QR code dela com o celular",
  "note.whatsapp.not-whatsapp": "HTTP {status}, mas quem respondeu não foi a Evolution API nem a Meta",
  "note.whatsapp.instance-unknown": "o servidor não tem uma instância com esse nome",
  "note.whatsapp.apikey-refused": "o servidor recusou a apikey",
  "note.whatsapp.old-server": "o servidor é uma Evolution API da versão 1; é preciso a versão 2",
  "note.whatsapp.failed-while-sending":
    "o servidor falhou durante o envio; a mensagem pode ter saído, veja na conversa antes de tentar de novo",
  "note.whatsapp.too-fast": "mensagens ou chamadas demais (código {code})",
  "note.whatsapp.meta-unavailable": "a Meta não pôde enviar agora (código {code})",
  "note.whatsapp.meta-refused": "a Meta recusou (código {code})",
  "note.whatsapp.meta-unclear": "a Meta deu um erro com o qual a mensagem pode ter sido enviada (código {code})",
  "note.whatsapp.token-refused": "a Meta recusou o token, ou ele não pode enviar por este número (código {code})",
  "note.whatsapp.outside-window":
    "o comprador não escreveu nada nas últimas 24 horas, então a Meta só entrega modelos aprovados; associe o modelo a um deles",
  "note.whatsapp.template-refused": "a Meta recusou o modelo: o nome, o idioma ou o número de campos (código {code})",
  "note.whatsapp.account-restricted": "a Meta restringiu a conta ou o número; veja no WhatsApp Manager (código {code})",
  "note.whatsapp.no-answer": "um proxy desistiu de esperar o servidor (HTTP {status}); a mensagem pode ter saído",
  "note.whatsapp.unreadable": "HTTP {status}, e uma resposta que não diz se a mensagem foi enviada",
  "note.whatsapp.request-refused": "o servidor recusou a requisição (HTTP {status})",
};
