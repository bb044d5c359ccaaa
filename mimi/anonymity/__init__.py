"""The rules that make anonymity provable. PURE: time, chance and keys are arguments.

The promises, and where each is kept (docs/threat-model.md names the attack on each):

P1   the author is one of at least K                     circles.py, pool.py, seats.py,
                                                         small_places.py, vouching.py, editions.py
P2   no author in the store                              the schema; tests/test_swap.py
P3   two comments of one person are no more alike        masks.py
P4   nothing tells a time finer than the window          editions.py, order.py
P5   counters are bucketed and late                      buckets.py
P6   no query tells whether a number is a member         rooms/accounts, rooms/contacts
P7   raw contact numbers are never at rest               rooms/contacts
P8   photos carry no metadata                            rooms/photos
P9   fakes do not count                                  vouching.py, core.py
P10  only the near audience reaches the author           reach.py
P11  moderators act without learning who              rooms/moderation
P12  rules for secrets already told only get stricter    reach.py, options.py
"""
