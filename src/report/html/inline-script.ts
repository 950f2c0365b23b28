/**
 * A script as it may stand inside a `<script>` element: no text in it can end the element, or begin a comment
 * that hides the end. Inside strings, where alone such text stands, the escaped form means the same.
 */
export const inlineScript = (code: string): string =>
  code.replaceAll(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
