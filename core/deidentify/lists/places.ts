/**
 * Cities and towns, composed for this gate from public lists of the most populous places (US Census Bureau, national
 * statistical offices). Lower case; left out are those that share their name with a state or country.
 */
export const places: ReadonlySet<string> = new Set(
  (
    'los angeles|chicago|houston|phoenix|philadelphia|san antonio|san diego|dallas|san jose|jacksonville|fort worth|' +
    'columbus|charlotte|san francisco|indianapolis|seattle|denver|boston|el paso|nashville|detroit|oklahoma city|portland|' +
    'las vegas|memphis|louisville|baltimore|milwaukee|albuquerque|tucson|fresno|sacramento|kansas city|atlanta|omaha|' +
    'colorado springs|raleigh|long beach|miami|oakland|minneapolis|tulsa|tampa|arlington|new orleans|wichita|cleveland|' +
    'honolulu|anaheim|orlando|pittsburgh|cincinnati|st louis|st paul|buffalo|toledo|newark|durham|chandler|madison|' +
    'lubbock|reno|laredo|spokane|tacoma|worcester|cambridge|springfield|lowell|brockton|quincy|lynn|new bedford|fall river|' +
    'somerville|framingham|haverhill|waltham|malden|brookline|plymouth|medford|taunton|chicopee|weymouth|revere|peabody|' +
    'london|birmingham|manchester|leeds|glasgow|sheffield|bradford|liverpool|edinburgh|bristol|cardiff|belfast|leicester|' +
    'coventry|nottingham|newcastle|sunderland|brighton|hull|plymouth|stoke|wolverhampton|derby|southampton|portsmouth|' +
    'aberdeen|dundee|swansea|oxford|york|norwich|exeter|dublin|cork|galway|limerick|paris|marseille|lyon|toulouse|nice|' +
    'nantes|strasbourg|montpellier|bordeaux|lille|rennes|berlin|hamburg|munich|münchen|köln|cologne|frankfurt|stuttgart|' +
    'düsseldorf|leipzig|dortmund|essen|bremen|dresden|hannover|nürnberg|duisburg|bochum|vienna|wien|graz|linz|salzburg|' +
    'zürich|zurich|geneva|genève|basel|bern|lausanne|rome|roma|milan|milano|naples|napoli|turin|torino|palermo|bologna|' +
    'florence|firenze|madrid|barcelona|valencia|seville|sevilla|zaragoza|málaga|bilbao|lisbon|lisboa|porto|amsterdam|' +
    'rotterdam|the hague|utrecht|eindhoven|groningen|brussels|antwerp|ghent|copenhagen|aarhus|odense|stockholm|göteborg|' +
    'malmö|uppsala|oslo|bergen|trondheim|helsinki|espoo|tampere|turku|oulu|warsaw|warszawa|kraków|łódź|wrocław|poznań|' +
    'gdańsk|prague|praha|brno|budapest|bucharest|sofia|athens|thessaloniki|istanbul|ankara|izmir|toronto|montreal|' +
    'vancouver|calgary|ottawa|edmonton|winnipeg|halifax|sydney|melbourne|brisbane|perth|adelaide|auckland|wellington|' +
    'christchurch|mumbai|delhi|bangalore|chennai|kolkata|hyderabad|tokyo|osaka|seoul|busan|beijing|shanghai|guangzhou|' +
    'shenzhen|bangkok|hanoi|jakarta|manila|lagos|abuja|nairobi|accra|johannesburg|cape town|durban|pretoria|cairo|' +
    'são paulo|rio de janeiro|buenos aires|santiago|bogotá|lima|caracas|mexico city|guadalajara|monterrey'
  ).split('|'),
);
