import { userInfo } from 'node:os';

/** The user of this process; a container may know it by no name. */
export const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
};
