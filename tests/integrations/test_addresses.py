"""Whom a webhook may reach."""

from ipaddress import ip_address

import pytest

from cairn.integrations.addresses import RefusedAddressError, UnknownNameError, is_public, resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "0x7f000001", "2130706433", "127.1"])
async def test_this_machine_by_any_name_is_refused(host: str) -> None:
    with pytest.raises((RefusedAddressError, UnknownNameError)):
        await resolve(host, 80, allow_private=False)


async def test_a_name_without_address_is_told_apart() -> None:
    with pytest.raises(UnknownNameError):
        await resolve("nowhere.invalid", 80, allow_private=True)
