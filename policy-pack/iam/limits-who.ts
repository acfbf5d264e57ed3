export { limitsWho } from "./conditions";
