import type { selling as english } from "../en/selling.ts";
import type { Translation } from "../text.ts";

export const selling: Translation<typeof english> = {
  "help.maestrus.text": `No Maestrus, cada curso, turma e plano é vendido separadamente: aqui cada um é um produto, com o seu próprio ID na
plataforma de pagamento, o seu preço e a sua URL de venda.

Na Hotmart, uma única vez
  1  Veja a URL que deve ser colada e onde fica cada chave:
       intg help providers
  2  "Ferramentas" > "Webhook (API e notificações)" > "Cadastrar Webhook": cole a URL e marque todos os eventos.
  3  O hottok está na aba "Autenticação" dessa página:
       intg credential set hotmart --secret hottok=env:HOTTOK
  4  "Ferramentas" > "Credenciais Hotmart" > "Criar Credencial" > "API Hotmart" mostra três chaves:
       intg credential set hotmart --secret basic=env:BASIC
       intg credential set hotmart --secret client-id=env:CLIENT_ID --secret client-secret=env:CLIENT_SECRET

Na Hotmart, para cada curso, turma e plano
  5  "Produtos" > "Criar Produto", do tipo "Cursos Online, Área de Membros, Serviços de Assinatura". Venda única é "À vista";
     um plano com cobrança recorrente é um "Plano de Assinatura".
  6  A Hotmart olha as aulas antes de aprovar um produto: crie no Maestrus um aluno para ela, faça a matrícula no curso
     e informe esse login em "Área de Membros" do produto.
  7  Anote o ID que aparece abaixo do nome do produto e o endereço do checkout, na aba "HotLinks".

Aqui, para cada um deles: o preço e a URL de venda, depois o ID. O que é do tipo plan é vinculado como assinatura.
       intg product add "Curso de Violão" --type course --price 197.00 --sales-url https://example.com/violao
       intg product link curso-de-violao hotmart 1234567
       intg product add "Turma de Março" --type class --price 97.00 --sales-url https://example.com/turma
       intg product link turma-de-marco hotmart 1234568
       intg product add "Plano Anual" --type plan --price 597.00 --sales-url https://example.com/plano
       intg product link plano-anual hotmart 1234569

Se o Maestrus recebe pela Eduzz, é o mesmo caminho com eduzz no lugar de hotmart e o ID da Eduzz.

Confira se funciona
       intg simulate hotmart purchase --product curso-de-violao
       intg simulate hotmart subscription --product plano-anual
       intg product list`,
  "help.entrega-digital.text": `Na Entrega Digital, um pacote de produtos ou um plano de assinatura libera o aplicativo, e a aba "Lojas Externas" traz os IDs que
o liberam. Aqui cada um é um produto, e os IDs são os seus vínculos.

Na Hotmart, uma única vez
  1  Veja a URL que deve ser colada e onde fica cada chave:
       intg help providers
  2  "Ferramentas" > "Webhook (API e notificações)" > "Cadastrar Webhook": cole a URL e marque todos os eventos.
  3  O hottok está na aba "Autenticação" dessa página ("Chave Hotmart (apikey)" na Entrega Digital):
       intg credential set hotmart --secret hottok=env:HOTTOK
  4  "Ferramentas" > "Credenciais Hotmart" > "Criar Credencial" > "API Hotmart" mostra três chaves ("Hotmart basic", "Id de Cliente
     Hotmart" e "Chave (secret) de Cliente Hotmart" na Entrega Digital):
       intg credential set hotmart --secret basic=env:BASIC
       intg credential set hotmart --secret client-id=env:CLIENT_ID --secret client-secret=env:CLIENT_SECRET

Pacotes: venda única, liberados por quantos IDs você usar para vender. O ID é o número que aparece em "Meus Produtos".
       intg product add "Pacote Completo" --type package --price 297.00
       intg product link pacote-completo hotmart 1234567
       intg product link pacote-completo hotmart 1234568

Planos: vendidos como assinatura. Um ID fica em um único plano: o que libera um produto é recusado para qualquer outro.
       intg product add "Plano Mensal" --type plan --price 29.90
       intg product link plano-mensal hotmart 1234569

A Hotmart diferencia venda avulsa e assinatura. A venda que chega para um ID do outro tipo fica guardada e não libera nada, até
que o vínculo seja refeito com o --kind certo e a venda seja reprocessada.

O acesso é retirado por reembolso ou chargeback e, depois de um cancelamento, no fim do período pago. O assinante que quer
cancelar faz isso na plataforma de pagamento ou pede ao seu suporte: nada aqui cancela uma cobrança.

Confira se funciona
       intg simulate hotmart purchase --product pacote-completo
       intg simulate hotmart subscription --product plano-mensal
       intg product show pacote-completo`,
};
