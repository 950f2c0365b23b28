import { Converter, ReflectionKind } from 'typedoc';

/** What an options object is called on the page: the code takes it apart at once, so it has no name there. */
const NAME = 'options';

/** Hands each `@param` of a signature to the option it is about. */
const hand = (signature) => {
  const options = signature.parameters?.find(({ name }) => name === '__namedParameters');
  if (options === undefined) return;
  options.name = NAME;
  const { comment } = signature;
  const children = options.type?.type === 'reflection' ? (options.type.declaration.children ?? []) : [];
  for (const tag of comment?.blockTags.filter(({ tag: kind }) => kind === '@param') ?? []) {
    const option = children.find(({ name }) => name === tag.name);
    if (option === undefined) continue;
    const { constructor: Comment } = comment;
    option.comment = new Comment(tag.content);
    comment.blockTags.splice(comment.blockTags.indexOf(tag), 1);
  }
};

/** `src/testing` as users import it: `millrace/testing`. */
const importName = (module) => `millrace/${module}`.replace(/^millrace\/src/, 'millrace');

/**
 * A typedoc plugin: `@param span` of a function that takes `{ span, of }` documents the option `span`, and a
 * module is called what users import.
 *
 * Left to itself typedoc gives the first such tag to the whole object and warns of all others.
 */
export const load = ({ converter }) => {
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const signature of project.getReflectionsByKind(ReflectionKind.CallSignature)) hand(signature);
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      module.name = importName(module.name);
    }
  });
};
