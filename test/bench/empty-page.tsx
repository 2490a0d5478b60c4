/** What a page costs that shows nothing: the floor under every other one. */
export default function EmptyPage() {
  return <main id="main" />;
}
