/**
 * Surnames that are common somewhere, composed for this gate from what is public about the frequency of names (US
 * Census Bureau 2010, national statistical offices). Lower case. Left out: surnames that are also words of medicine or
 * of every day (white, young, hill, long, cook, bell, …).
 */
export const surnames: ReadonlySet<string> = new Set(
  (
    'smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson ' +
    'thomas taylor moore jackson martin lee perez thompson harris sanchez clark ramirez lewis robinson walker allen wright ' +
    'scott torres nguyen flores adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips evans turner ' +
    'diaz parker cruz edwards collins reyes stewart morris morales murphy rogers gutierrez ortiz morgan cooper peterson ' +
    'bailey reed howard ramos kim cox ward richardson watson brooks chavez bennett mendoza ruiz hughes alvarez castillo ' +
    'sanders patel myers ross foster jimenez powell jenkins perry russell sullivan coleman butler henderson barnes gonzales ' +
    'fisher vasquez simmons romero jordan patterson alexander hamilton graham reynolds griffin wallace moreno west cole ' +
    'hayes bryant herrera gibson ellis tran medina aguilar stevens murray ford castro marshall owens harrison fernandez ' +
    'mcdonald woods washington kennedy wells vargas henry chen freeman webb tucker guzman burns crawford olson simpson ' +
    'porter hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks holmes palmer wagner black robertson boyd ' +
    'byron shelley mcgregor mackenzie macdonald murdoch davies griffiths lloyd owen rees thornton whitehead barker clarke ' +
    'müller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schäfer koch bauer richter klein wolf ' +
    'schröder neumann schwarz zimmermann braun krüger hofmann hartmann lange schmitt werner krause lehmann dubois durand ' +
    'leroy moreau laurent lefebvre michel bertrand roux fournier girard rossi russo ferrari esposito bianchi romano colombo ' +
    'ricci marino greco santos oliveira souza pereira costa ferreira almeida andersson johansson karlsson nilsson eriksson ' +
    'larsson olsson persson hansen johansen olsen larsen andersen pedersen nielsen jensen christensen korhonen virtanen ' +
    'mäkinen nieminen jansen bakker visser smit nowak kowalski wiśniewski wójcik kowalczyk kamiński lewandowski novák ' +
    'svoboda dvořák nagy kovács tóth szabó horváth popescu ionescu ivanov petrov sidorov smirnov kuznetsov popov ' +
    'yılmaz kaya demir çelik şahin khan singh kumar sharma gupta shah wang zhang liu chen yang huang zhao wu zhou tanaka ' +
    'suzuki sato takahashi watanabe yamamoto nakamura kobayashi park choi jung tran pham okafor adeyemi mensah dlamini nkosi'
  ).split(' '),
);
