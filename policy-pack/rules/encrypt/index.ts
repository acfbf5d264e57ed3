import type { Rule } from "../../engine/rule";
import { bucketEncryption } from "./bucket";
import { customerManagedKey } from "./customer-managed-key";

/** Every rule of family `encrypt`. */
export const encryptRules: readonly Rule[] = [customerManagedKey, bucketEncryption];
