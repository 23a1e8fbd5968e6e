'use strict';
// Comfort only: the page is complete without it. Filters by severity, and j/k to walk through the findings.
for (const tools of document.querySelectorAll('.tools')) {
  tools.hidden = false;
  tools.addEventListener('change', (event) => {
    document.body.classList.toggle('no-' + event.target.value, !event.target.checked);
    for (const box of document.querySelectorAll('.tools input')) {
      if (box.value === event.target.value) box.checked = event.target.checked;
    }
  });
}

document.addEventListener('mouseover', (event) => {
  const number = event.target.closest('.g');
  if (number) number.title = document.querySelectorAll('.why li')[number.dataset.w].textContent;
});

const reveal = (element) => {
  for (let at = element; at; at = at.parentElement) {
    if (at.tagName === 'DETAILS') at.open = true;
  }
};

const step = (by) => {
  const all = [...document.querySelectorAll('.f > summary')].filter((s) => !document.body.classList.contains('no-' + s.parentElement.classList[1]));
  if (all.length === 0) return;
  const here = document.activeElement ? document.activeElement.closest('.f') : null;
  const index = here ? all.indexOf(here.querySelector('summary')) : by > 0 ? -1 : 0;
  const next = all[(index + by + all.length) % all.length];
  reveal(next.parentElement);
  next.focus({preventScroll: true});
  next.scrollIntoView({block: 'center'});
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'j') step(1);
  if (event.key === 'k') step(-1);
});

const follow = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  reveal(target);
  target.scrollIntoView({block: 'center'});
  const summary = target.parentElement.querySelector(':scope > summary');
  if (summary) summary.focus({preventScroll: true});
};
addEventListener('hashchange', follow);
follow();
