/** Names under which tables point to a person; the first that a table has is taken. */
const keys = ['person_id', 'patient_id', 'subject_id', 'patient', 'personid', 'patientid', 'subjectid'];

/** The column by which a row belongs to a person, in the spelling of these columns; null where none does. */
export function personKey(columns: readonly { readonly name: string }[]): string | null {
  const bare = (name: string) => name.trim().toLowerCase();
  for (const key of keys) {
    const found = columns.find(({ name }) => bare(name) === key);
    if (found) return found.name;
  }
  return null;
}
