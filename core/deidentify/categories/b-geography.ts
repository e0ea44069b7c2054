import { type Category, only, words } from '../category.ts';
import { policy } from '../policy.ts';

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
