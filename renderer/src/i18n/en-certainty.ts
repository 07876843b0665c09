/** How sure an explanation is, and how a value was written, in English. */
export const certaintyEn = {
  logged: 'logged',
  computed: 'computed',
  suggested: 'suggested',
  hint: {
    logged: 'This stands in the log.',
    computed: 'Worked out from what stands in the log.',
    suggested: 'What is usual: it may be otherwise here.',
  },
  asLogged: 'As logged:',
} as const;
