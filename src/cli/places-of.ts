import type { LeftOut } from '../sources/kafka/bad/left-out.js';

/** Where everything is that was left out; null where nothing was. */
export const placesOf = (quarantine: string | null, left: readonly LeftOut[]): string | null => {
  const places = [...(quarantine === null ? [] : [quarantine]), ...left.map(({ where }) => where)];
  return places.length === 0 ? null : places.join(', ');
};
