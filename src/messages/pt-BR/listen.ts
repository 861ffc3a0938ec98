import type { listen as english } from "../en/listen.ts";
import type { Translation } from "../text.ts";

export const listen: Translation<typeof english> = {
  "listen.summary": "recebe as chamadas, guarda e age",
  "listen.description":
    "Recebe as chamadas de todas as plataformas, verifica cada uma, grava em disco antes de responder e só então descobre o que ela quer dizer. Envia o que vai para os destinos: intg help outbox\nMostra uma linha por evento; com --json, uma linha de JSON por evento. Ctrl-C termina o que já foi guardado e encerra; um segundo Ctrl-C sai na hora.\nCom --forward-to, cada chamada guardada também vai, byte a byte e com os cabeçalhos, para uma aplicação sua. A plataforma é respondida antes e nunca espera por ela; a resposta é mostrada, e nada é tentado duas vezes.\nCom --ready-file, scripts sabem quando as chamadas são aceitas e onde: nessa hora o arquivo aparece, com uma linha de JSON (host, port, url, pid), e some quando não se aceita mais nada. Só kill -9 deixa o arquivo para trás: o pid revela isso. A próxima execução o remove assim que começa.",
  "listen.example":
    "intg listen\nintg listen --port 0 --json\nintg listen --port 0 --ready-file ready.json & until [ -f ready.json ]; do sleep 0.1; done\nintg listen --forward-to http://localhost:3000/webhook\nintg listen --host 0.0.0.0 --public-url https://hooks.example.com",
  "listen.option.port": "porta; 0 pega uma livre",
  "listen.option.host": "endereço em que escutar",
  "listen.option.public-url": "como as plataformas chegam a esta máquina; aparece como a URL a colar",
  "listen.option.forward-to": "aplicação que recebe cada chamada guardada, como ela chegou",
  "listen.option.ready-file": "arquivo que aparece quando as chamadas são aceitas e some no fim",
  "reason.not-a-ready-file": "já há outro arquivo ali, e --ready-file o apagaria",
  "listen.forward-loop": "é o endereço do próprio receptor: toda chamada voltaria para ele",
  "listen.forwarding": "Repassando cada chamada guardada para {url}",
  "listen.forward-elsewhere": "{host} não é esta máquina: as chamadas vão para lá com as credenciais e com dados de compradores.",
  "listen.forward-left-out": "não repassada: já há chamadas demais esperando por {url}",
  "listen.forward-unfinished": "{n} {n:chamada não foi repassada|chamadas não foram repassadas} ou ainda não {n:teve|tiveram} resposta.",
  "listen.ready": "Recebendo em {url}",
  "listen.stop-hint": "Ctrl-C para parar.",
  "listen.no-credentials":
    "Nenhuma credencial foi cadastrada, então toda chamada recebe 401. Cadastre uma: intg credential set hotmart --secret hottok=env:HOTTOK",
  "listen.refused": "respondida com {status}: {reason}",
  "listen.refused-early": "{method} {path} respondida com {status}",
  "listen.remark": "{from}: {reason}",
  "listen.dead": "nada pode ser enviado: {reason}",
  "listen.storage": "o armazenamento falhou, tentando de novo: {problem}",
  "listen.dropped": "Ninguém estava lendo a saída: {n} {n:linha ficou|linhas ficaram} de fora. Os eventos estão guardados: intg event list",
  "listen.draining": "{signal}: sem aceitar mais chamadas, terminando o que já foi guardado. Repita para sair na hora.",
  "listen.drained-unsent": "{n} {n:ação espera|ações esperam} pelo envio: intg dispatch list --queued",
  "listen.drained": "Tudo o que foi guardado está processado.",
  "listen.drained-but":
    "Tudo o que foi guardado está processado; {n} {n:chamada ainda espera|chamadas ainda esperam} a resposta da plataforma, que será pedida de novo na próxima execução.",
};
