import { type Category, only, words } from '../category.ts';
import { alone, checked } from '../national/pattern.ts';
import { policy } from '../policy.ts';

/** The 124 postcode areas of the United Kingdom. */
const postcodeAreas =
  'AB|AL|B[ABDHLNRST]?|C[ABFHMORTVW]|CB|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|' +
  'L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE';

/** States and territories of the United States, as the Postal Service writes them. */
const states =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|GU|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]';

export const geography: Category = {
  letter: 'B',
  title: 'Places smaller than a state',
  names: [
    {
      label: 'address',
      strength: 'strong',
      textOnly: true,
      pattern: words(
        'address(?:es)?[0-9]?',
        'addr[0-9]?',
        'adresse',
        'anschrift',
        'indirizzo',
        'direccion',
        'strasse',
        'straße',
        'address_?line',
        'street',
        'house_(?:no|number)',
        'residence',
        'apartment',
      ),
      except: words('e_?mail', 'ip', 'mac', 'web', 'url', 'http', 'addressed', 'type', 'status'),
    },
    {
      label: 'place',
      strength: 'strong',
      textOnly: true,
      pattern: words(
        'city',
        'town',
        'county',
        'village',
        'municipality',
        'birth_?place',
        'place_of_birth',
        'neighbou?rhood',
        'wohnort',
        'gemeinde',
        'ville',
      ),
      except: words('capacity'),
    },
    {
      label: 'postal code',
      strength: 'strong',
      pattern: words('zip', 'zip_?code', 'zip_?[459]', 'post_?code', 'postal', 'postal_?code', 'plz'),
      except: words('zip_?3', 'zip_?code_?3', 'file', 'archive'),
    },
    {
      label: 'census area',
      strength: 'strong',
      pattern: words('census_tract', 'block_group', 'census_block', 'geo_?id', 'fips', 'precinct', 'parish', 'lsoa'),
    },
    {
      label: 'coordinates',
      strength: 'strong',
      pattern: words(
        'latitude',
        'longitude',
        'gps',
        'geo_?code',
        'geo_?location',
        'geo_(?:lat|lon|lng|long)',
        'coordinates?',
      ),
    },
    { label: 'coordinates', strength: 'strong', pattern: only('lat', 'lon', 'lng') },
    { label: 'place', strength: 'weak', textOnly: true, pattern: only('location', 'district', 'ort') },
  ],
  values: [
    {
      label: 'postcode (United Kingdom)',
      fewDigits: true,
      proof: 'checksum',
      prefilter: '\\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\\b',
      find: alone(`(?:${postcodeAreas})\\d[\\dA-HJKMNP-Y]? ?\\d[ABD-HJLNP-UW-Z]{2}`),
      isValid: () => true,
      context: words('post_?code', 'postal_?code', 'address', 'postcodes?'),
    },
    {
      label: 'street address',
      fewDigits: true,
      proof: 'checksum',
      prefilter:
        '[0-9] .*(STREET|AVENUE|ROAD|LANE|DRIVE|BOULEVARD|\\b(ST|AVE|RD|LN|DR|BLVD)\\b)|(STRASSE|STRAßE|STRAẞE|STRAAT|GATAN|KATU|\\b(RUE|VIA|CALLE|RUA) ).*[0-9]',
      find: /(?<![\w.-])\d{1,5}[A-Z]? (?:[\p{L}.'-]+ ){1,3}(?:street|avenue|road|lane|drive|boulevard|st|ave|rd|ln|dr|blvd)(?![\w-])|\p{L}+(?:stra(?:ss|ß)e|straat|gatan|katu) \d{1,4}(?![\w-])|(?:rue|via|calle|rua) (?:\p{L}+ ){1,4}\d{1,4}(?![\w-])/giu,
      isValid: () => true,
      context: words('address', 'addr', 'lives', 'residence', 'home'),
    },
    {
      label: 'post office box',
      fewDigits: true,
      proof: 'form',
      prefilter: 'P\\.? ?O\\.? ?BOX [0-9]|POSTFACH [0-9]',
      find: /(?<!\p{L})(?:p\.? ?o\.? ?box|postfach) \d{1,6}(?!\d)/giu,
      isValid: () => true,
    },
    checked(
      'coordinates',
      '-?(?:[1-8]?\\d)\\.\\d{3,}°?,? ?-?(?:1[0-7]\\d|\\d{1,2})\\.\\d{3,}',
      (text) => /[, ]/.test(text),
      words('coordinates?', 'gps', 'geo\\w*', 'lat\\w*', 'location'),
      0.1,
      '[0-9]\\.[0-9]{3,}.{1,3}[0-9]{1,3}\\.[0-9]{3}',
    ),
    checked(
      'ZIP code',
      `(?:${states}) \\d{5}(?:-\\d{4})?`,
      (text) => !text.endsWith('00000'),
      words('zip', 'address', 'city', 'state'),
    ),
    {
      label: 'ZIP code',
      proof: 'weak',
      prefilter: '[0-9]{5}',
      find: /(?<![\w.-])\d{5}(?:-\d{4})?(?![\w.-])/g,
      isValid: (zip) => zip.slice(0, 5) !== '00000',
      context: words('zip', 'zip_?code', 'post_?code', 'postal_?code', 'location', 'address'),
    },
    {
      label: `ZIP prefix of fewer than 20,000 people (census of ${policy.restrictedZip3.census})`,
      proof: 'weak',
      prefilter: '^[0-9]{3}$',
      find: /^\d{3}$/g,
      isValid: (zip3) => policy.restrictedZip3.prefixes.some((prefix) => prefix === zip3),
      context: words('zip', 'zip_?3', 'zip_?code', 'zip_?code_?3'),
    },
  ],
};
