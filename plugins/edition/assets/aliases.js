/* An old address of a place becomes the one that the place has now, so that this is lit, opened and copied. */
{
  const arrive = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // It names no place, then.
    }
    const alias = document.getElementById(name);
    if (alias?.matches(".edition-alias")) location.replace(`#${alias.parentElement.id}`);
  };
  addEventListener("hashchange", arrive);
  arrive();
}
