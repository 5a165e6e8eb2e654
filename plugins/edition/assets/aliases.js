/* An old address of a place becomes the one that the place has now, so that this is lit, opened and copied. */
{
  const arrive = () => {
    const alias = document.getElementById(editionDecoded(location.hash.slice(1)));
    if (alias?.matches(".edition-alias")) location.replace(`#${alias.parentElement.id}`);
  };
  addEventListener("hashchange", arrive);
  arrive();
}
