import type { EncryptionRequirement } from "./encryption-matrix";
import {
  bucketEncryptionByCompanion,
  bucketEncryptionInline,
  encryptionMatrix,
} from "./encryption-matrix";
import { keyOf } from "./key-reference";
import { byType } from "./observations";
import type { CheckContext, JudgedStack, StackResource } from "./rule";
import { placesOf } from "./settings";
import { pointer } from "./value";

/** A resource that encrypts with a key of the stack. */
export interface KeyUse {
  /** The key. */
  readonly key: StackResource;
  /** What names the key. */
  readonly resource: StackResource;
  /** What is encrypted: the resource itself, or the bucket that a configuration belongs to; undefined when unknown. */
  readonly holder: StackResource | undefined;
  /** JSON pointer of the property that names the key. */
  readonly path: string;
}

const requirements = byType<EncryptionRequirement>([
  ...encryptionMatrix,
  bucketEncryptionInline,
  bucketEncryptionByCompanion,
]);

/** Types whose use of keys is seen. */
export const keyUserTypes: readonly string[] = [...requirements.keys()];

/** Every use of a key of the stack. */
export function keyUsesIn(
  stack: JudgedStack,
  context: Pick<CheckContext, "accounts">,
): readonly KeyUse[] {
  return stack.resources.flatMap((resource) =>
    (requirements.get(resource.type) ?? []).flatMap(({ each, key }) =>
      placesOf(resource.properties, each === undefined ? key : `${each}.${key}`).flatMap(
        ({ path }): readonly KeyUse[] => {
          const target = keyOf(stack, { resource, path }, context);
          if (target.kind !== "key") return [];
          const holder = holderOf(stack, resource);
          return [{ key: target.key, resource, holder, path: pointer(path) }];
        },
      ),
    ),
  );
}

function holderOf(stack: JudgedStack, resource: StackResource): StackResource | undefined {
  if (resource.type !== bucketEncryptionByCompanion.type) return resource;
  const bucket = stack.reference(resource, ["bucket"], [bucketEncryptionInline.type]);
  if (bucket.kind === "resource") return bucket.resource;
  return bucket.kind === "foreign" ? resource : undefined;
}
