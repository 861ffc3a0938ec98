import type { outbound as english } from "../en/outbound.ts";
import type { Translation } from "../text.ts";

/** What is said when a request could not be sent, or was not answered. */
export const outbound: Translation<typeof english> = {
  "note.send.bad-url": "o endereço de envio não é uma URL",
  "note.send.bad-scheme": "só enviamos para endereços http e https",
  "note.send.url-credentials": "o endereço em {host} traz usuário ou senha; o lugar deles é um segredo",
  "note.send.forbidden-address": "{host} leva a {address}, que este destino não pode alcançar",
  "note.send.bad-request": "o envio para {host} tem um cabeçalho que não pode ser enviado",
  "note.send.dns": "nenhum endereço encontrado para {host}",
  "note.send.refused": "{host} recusou a conexão",
  "note.send.unreachable": "não é possível alcançar {host}",
  "note.send.connect-timeout": "sem conexão com {host} em {seconds} s",
  "note.send.tls": "sem conexão segura com {host} ({code})",
  "note.send.timeout": "sem resposta de {host} em {seconds} s",
  "note.send.reset": "{host} fechou a conexão sem responder",
  "note.send.not-http": "{host} respondeu algo que não é HTTP",
  "note.send.closed": "parou antes de haver uma resposta",
};
