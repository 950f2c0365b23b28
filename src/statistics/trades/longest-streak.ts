/** How often, at most, something was so several times in a row; 0 if it never was. */
export const longestStreak = (happened: readonly boolean[]): number => {
  let longest = 0;
  let streak = 0;
  for (const was of happened) {
    streak = was ? streak + 1 : 0;
    longest = Math.max(longest, streak);
  }
  return longest;
};
