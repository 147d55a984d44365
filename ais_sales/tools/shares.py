"""Sharing a sum without losing a kopeck: plain Python, tested without a database."""


def split(total, weights, digits=0):
    """Share a sum by weights; what rounding leaves goes to the last who has a share.

    :param total: what is shared
    :param list weights: of each; all equal when they add up to nothing
    :param int digits: decimal places of a share
    :return: list of shares, whose sum is the total rounded to the same places
    """
    if not weights:
        return []
    if sum(weights) <= 0:
        weights = [1] * len(weights)
    unit = 10**digits
    whole = round(total * unit)
    every = sum(weights)
    shares = [int(whole * weight / every) for weight in weights]
    last = max(number for number, weight in enumerate(weights) if weight)
    shares[last] += whole - sum(shares)
    return [share / unit if digits else share for share in shares]
