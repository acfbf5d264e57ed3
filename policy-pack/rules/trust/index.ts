import type { Rule } from "../../engine/rule";
import { anyPrincipal } from "./any-principal";
import { externalAccount } from "./external-account";
import { federation } from "./federation";
import { ownAccountRoot } from "./own-account-root";
import { serviceSource } from "./service-source";
import { serviceWildcard } from "./service-wildcard";
import { unexplainedPrincipal } from "./unexplained-principal";
import { trustWildcardAction } from "./wildcard-action";

/** Every rule of family `trust`. */
export const trustRules: readonly Rule[] = [
  anyPrincipal,
  trustWildcardAction,
  federation,
  externalAccount,
  ownAccountRoot,
  serviceSource,
  serviceWildcard,
  unexplainedPrincipal,
];
