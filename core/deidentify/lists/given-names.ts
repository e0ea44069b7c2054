/**
 * Given names that are common somewhere, composed for this gate from what is public about the frequency of names
 * (US Social Security Administration, national statistical offices). Lower case. Left out: names that are also words
 * of medicine, months or places more often than persons (may, june, april, august, grace, rose, iris, virginia, …).
 */
export const givenNames: ReadonlySet<string> = new Set(
  (
    'james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald ' +
    'steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric ' +
    'jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry ' +
    'tyler aaron jose adam henry nathan douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah ' +
    'gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan ' +
    'juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny luke oscar leonard ernest martin ' +
    'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley ' +
    'kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy ' +
    'angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine ' +
    'maria heather diane ruth julie olivia joyce kelly christina lauren joan evelyn judith megan andrea cheryl hannah ' +
    'jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice judy sophia denise amber ' +
    'doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori ada oliver ' +
    'harry amelia isla freddie alfie ella poppy archie florence nigel graham colin trevor clive fiona gillian hazel nicola ' +
    'hans klaus jürgen günter wolfgang dieter uwe stefan matthias jens lukas felix jonas petra sabine monika ursula renate ' +
    'ingrid helga claudia birgit heike anke greta mathilda frieda pierre jacques michel philippe alain bernard christophe ' +
    'nathalie isabelle sylvie valérie monique françoise céline chloé camille manon giuseppe giovanni antonio luigi marco ' +
    'francesco alessandro matteo lorenzo giulia chiara francesca sofia elena rosa carlos luis miguel javier francisco pedro ' +
    'manuel jorge alejandro fernando rafael carmen pilar dolores isabel lucía paula ana joão paulo tiago inês beatriz ' +
    'jan pieter johannes willem kees anneke lars erik anders johan karl mikael björn astrid karin birgitta anneli mikko ' +
    'juhani matti sirpa ole henrik søren jørgen mette kirsten piotr krzysztof andrzej tomasz jakub agnieszka katarzyna ' +
    'małgorzata ewa ivan dmitri sergei vladimir alexei mikhail olga tatiana natalia svetlana irina jiří petr pavel tomáš ' +
    'ján istván lászló józsef zoltán gábor katalin éva dimitrios georgios konstantinos eleni mehmet ahmet mustafa ali ' +
    'hüseyin hasan fatma ayşe emine zeynep mohammed muhammad ahmad omar khalid youssef ibrahim hassan aisha fatima layla ' +
    'raj rahul amit sanjay vijay anil priya anjali deepak ravi sunita lakshmi wei ming jing xiaoming hiroshi takashi kenji ' +
    'yuki haruto sakura minjun seojun jihoon nguyen linh thanh kofi kwame amina chidi ngozi thabo sipho'
  ).split(' '),
);
