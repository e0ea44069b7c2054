import { type Category, only, words } from '../category.ts';
import { alone } from '../national/pattern.ts';
import { policy } from '../policy.ts';

/** The 124 postcode areas of the United Kingdom. */
const postcodeAreas =
  'AB|AL|B[ABDHLNRST]?|C[ABFHMORTVW]|CB|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|' +
  'L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE';

export const geography: Category = {
  letter: 'B',
  title: 'Places smaller than a state',
  names: [
    {
      label: 'address',
      strength: 'strong',
      textOnly: true,
      pattern: words(
        'address(?:es)?',
        'addr',
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
      pattern: words('latitude', 'longitude', 'gps', 'geo_?code', 'geo_?location', 'coordinates?'),
    },
    { label: 'coordinates', strength: 'strong', pattern: only('lat', 'lon', 'lng') },
    { label: 'place', strength: 'weak', textOnly: true, pattern: only('location', 'district') },
  ],
  values: [
    {
      label: 'postcode (United Kingdom)',
      proof: 'checksum',
      prefilter: '\\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\\b',
      find: alone(`(?:${postcodeAreas})\\d[\\dA-HJKMNP-Y]? ?\\d[ABD-HJLNP-UW-Z]{2}`),
      isValid: () => true,
      context: words('post_?code', 'postal_?code', 'address', 'postcodes?'),
    },
    {
      label: 'street address',
      proof: 'checksum',
      prefilter:
        '[0-9].*(STREET|AVENUE|ROAD|LANE|DRIVE|BOULEVARD|STRASSE|STRAßE|RUE |VIA |CALLE |\\b(ST|AVE|RD|LN|DR|BLVD)\\b)',
      find: /(?<![\w.-])\d{1,5}[A-Z]? (?:[\p{L}.'-]+ ){1,3}(?:street|avenue|road|lane|drive|boulevard|st|ave|rd|ln|dr|blvd)(?![\w-])|\p{L}+(?:stra(?:ss|ß)e|straat|gatan|katu) \d{1,4}(?![\w-])|(?:rue|via|calle|rua) (?:\p{L}+ ){1,4}\d{1,4}(?![\w-])/giu,
      isValid: () => true,
      context: words('address', 'addr', 'lives', 'residence', 'home'),
    },
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
