/** The scripts of the deck's documents as text, see `scripts-plugin.ts`. */
declare module "virtual:deck-player" {
  const script: string;
  export default script;
}
declare module "virtual:deck-desk" {
  const script: string;
  export default script;
}
declare module "virtual:deck-hand" {
  const script: string;
  export default script;
}
