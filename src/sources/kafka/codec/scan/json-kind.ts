/** What stands at a path of a JSON text. */
export const JSON_KIND = {
  absent: 0,
  number: 1,
  text: 2,
  true: 3,
  false: 4,
  null: 5,
  object: 6,
  array: 7,
} as const;
