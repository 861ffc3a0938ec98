import type { reconcile as english } from "../en/reconcile.ts";
import type { Translation } from "../text.ts";

/** `intg reconcile`, e o que a API de uma plataforma diz das credenciais. */
export const reconcile: Translation<typeof english> = {
  "reconcile.summary": "compara as vendas da plataforma com o que está aqui e corrige",
  "reconcile.description":
    "Lê as vendas que a plataforma lista, em todos os status, e compara com o que chegou: vendas sem evento aqui, vendas daqui que a plataforma não conhece, status e valores diferentes. Mostra o que uma correção mudaria; --repair faz: cada evento que falta é montado com o que a plataforma conta, fica marcado como tal e segue o caminho de qualquer chamada. Acontece uma vez só, mesmo que a chamada da plataforma chegue depois. Mensagens sobre o que aconteceu há mais de 72 horas, ou em hora que ninguém disse, não saem sozinhas. O que tem menos de uma hora fica de fora. Hotmart e PagSeguro (clássico) sabem listar vendas. Termina com 8 quando algo difere.",
  "reconcile.example":
    "intg reconcile hotmart --since 30d\nintg reconcile hotmart --since 30d --repair\nintg reconcile pagseguro --since 2026-11-01 --until 2026-11-08 --csv > differences.csv",
  "reconcile.argument.provider": "vendas de quem: {known}",
  "reconcile.option.store": "esta loja (conta) da plataforma",
  "reconcile.option.since": "vendas desde: 12h, 30d ou uma data ISO",
  "reconcile.option.until": "vendas até: uma data ISO ou há quanto tempo; agora, se não for dito",
  "reconcile.option.repair": "faz o que é mostrado: leva o que falta pelo caminho normal",
  "reconcile.option.csv": "imprime as diferenças em CSV",
  "reconcile.csv-or-json": "--csv e --json são duas formas da mesma coisa; escolha uma",
  "reconcile.not-before-since": "um momento depois de --since",
  "reconcile.too-old": "{title} não lista nada com mais de {n} dias",

  "reconcile.head": "{title}, loja {store}, {from} a {to}",
  "reconcile.counts": "{sales} {sales:venda|vendas} em {host}, {agreeing} {agreeing:confere|conferem} aqui",
  "reconcile.kind.no-event": "Sem evento aqui",
  "reconcile.kind.no-sale": "Desconhecidas lá",
  "reconcile.kind.status": "Outro status",
  "reconcile.kind.amount": "Outro valor",
  "reconcile.status-differs": "{there} lá, {here} aqui",
  "reconcile.stays": "aqui já foi além: a correção não mexe",
  "reconcile.more": "mais {n}; --json e --csv trazem tudo",
  "reconcile.disputed": "em disputa",
  "reconcile.unstated": "sem estado",
  "reconcile.left-out": "Ficou de fora",
  "reconcile.young": "{n} com menos de {minutes} minutos: um lado pode ainda não saber o que o outro sabe",
  "reconcile.unpaid":
    "{n} {n:nunca paga, encerrada e desconhecida|nunca pagas, encerradas e desconhecidas} aqui: nada depende {n:dela|delas}",
  "reconcile.erased": "{n} de pessoas que foram apagadas ou expurgadas daqui depois: nada é feito com {n:ela|elas}",
  "reconcile.untold": "{statuses}: não diz se foi paga nem se acabou",
  "reconcile.refused-list": "{lists}: {title} não lista por {n:este status|estes status}",
  "reconcile.beyond": "{n} de outra API de {title}, que não lista vendas",
  "reconcile.too-little": "{n} de que {title} conta pouco demais para montar um evento: {transactions}",
  "reconcile.plan": "O que --repair mudaria",
  "reconcile.no-verifier": "Não há {name} guardado para conferir chamadas, então nenhuma correção pode ser mostrada.",
  "reconcile.dry": "Nada foi alterado. Para corrigir: intg reconcile {provider}{flags} --repair",
  "reconcile.nothing-to-mend":
    "Nada foi alterado: nenhum evento montado com a lista da plataforma resolveria {n:esta diferença|estas diferenças}.",
  "reconcile.repaired": "Corrigido.",
  "reconcile.remain": "{n} {n:diferença continua|diferenças continuam}; veja de novo: intg reconcile {provider}{flags}",
  "reconcile.all-agree": "Tudo o que foi comparado confere.",
  "reconcile.waiting": "esperando {seconds} s ({reason})",
  "reconcile.bar.read": "Lendo vendas",
  "reconcile.bar.verify": "Consultando vendas avulsas",
  "reconcile.bar.details": "Consultando detalhes",
  "reconcile.bar.sales": "vendas",

  "event.repair-mark": "(correção)",
  "note.event.repaired":
    "montado por uma correção com o que o histórico de vendas da plataforma conta ({source}); ninguém enviou esta chamada",
  "note.history.none.monetizze": "A API dela só é conhecida por código público, e não bem o bastante para ser usada.",
  "note.history.none.payt": "Não se conhece uma API que liste as vendas.",
  "note.history.none.grupozap": "Ele envia leads, não vendas.",
  "note.history.none.eduzz":
    "A lista de vendas existe, mas a descrição publicada perdeu os nomes dos filtros: ninguém saberia dizer quais vendas foram lidas.",
  "error.INTG_NO_HISTORY": "As vendas de {title} não podem ser lidas pela API.",
  "hint.INTG_NO_HISTORY": "As destas podem: {known}",
  "error.INTG_VENDOR_REFUSED": "{title} não aceita as credenciais da loja `{store}`.",
  "hint.INTG_VENDOR_REFUSED": "Veja o que ela diz delas: intg credential check {provider}{flags}",
  "error.INTG_VENDOR_FAILED": "{title} não deu uma resposta que sirva: {url}, status {status}",
  "hint.INTG_VENDOR_FAILED": "Nada foi alterado. Tente mais tarde ou com um período menor",

  "credential.check.option.offline": "olha só o formato, sem usar a rede",
  "credential.check.accepted": "{title} aceita {names} ({host})",
  "credential.check.refused": "{title} recusa {names} ({host})",
  "credential.check.wrong": "a resposta aponta para {names}",
  "credential.check.not-tried":
    "Não testado em {title}: {names} não {n:está guardado|estão guardados}; os webhooks não precisam {n:dele|deles}.",
  "credential.check.no-api": "Só o formato foi visto: o intg não conhece uma API de {title} que possa ser consultada.",
  "credential.check.offline": "Só o formato foi visto.",
  "note.api.valid-for": "deu um token de {hours} horas, que foi descartado",
  "note.api.valid-for-minutes": "deu um token de {minutes} minutos, que foi descartado",
  "note.api.refused-with": "ela respondeu {status}",
  "note.api.refused-saying": "ela respondeu {status}: {words}",
  "note.hotmart.three-values":
    "ela não diz qual: client-id, client-secret e basic andam juntos, então copie os três de novo de uma mesma credencial",
  "note.pagseguro.token-of-place": "um token do sandbox é recusado em produção, e vice-versa: --api diz qual dos dois é consultado",
};
