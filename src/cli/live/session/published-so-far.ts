import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How far a run's journal has been published; it lies in the run's folder. */
export interface PublishedSoFar {
  readonly topic: string;
  /** The run's name in the topic. */
  readonly run: string;
  /** How many lines the topic has taken. */
  readonly entries: number;
}

const placeIn = (folder: string): string => join(folder, 'published.json');

/** What an earlier life of a run has published to a topic; undefined where it has nothing there. */
export const publishedIn = (folder: string, topic: string): PublishedSoFar | undefined => {
  try {
    const said = JSON.parse(readFileSync(placeIn(folder), 'utf8')) as PublishedSoFar; // what is written below
    return said.topic === topic ? said : undefined;
  } catch {
    return undefined;
  }
};

/** Notes it: whole, or as it was before. */
export const notePublished = (folder: string, said: PublishedSoFar): void => {
  writeFileSync(`${placeIn(folder)}.new`, JSON.stringify(said));
  renameSync(`${placeIn(folder)}.new`, placeIn(folder));
};
